using Helpline.Bench;
using Helpline.Bench.Measures;
using Helpline.Bench.Routing;

var measures = new (string Name, Func<BenchArguments, Task> RunAsync)[]
{
    ("webhooks", _ => WebhookAnswer.RunAsync()),
    ("offer", _ => OfferPainted.RunAsync()),
    ("phone", PhoneBench.RunAsync),
    ("routing", RoutingBench.RunAsync),
    ("idle", _ => IdleHost.RunAsync()),
    ("start", _ => StartUp.RunAsync()),
};

try
{
    var arguments = BenchArguments.Parse(args);
    var chosen = arguments.Name is { } name ? measures.Where(m => string.Equals(m.Name, name, StringComparison.Ordinal)).ToArray() : measures;
    if (chosen.Length == 0)
    {
        throw new UsageException($"There is no benchmark '{arguments.Name}'. There are: {string.Join(", ", measures.Select(m => m.Name))}.");
    }

    foreach (var measure in chosen)
    {
        await measure.RunAsync(arguments);
    }

    return 0;
}
catch (UsageException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
