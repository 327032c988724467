using Helpline.Bench.Measures;

var measures = new (string Name, Func<Task> RunAsync)[]
{
    ("webhooks", WebhookAnswer.RunAsync),
    ("offer", OfferPainted.RunAsync),
    ("idle", IdleHost.RunAsync),
    ("start", StartUp.RunAsync),
};

var chosen = args is [var name, ..] ? measures.Where(m => string.Equals(m.Name, name, StringComparison.Ordinal)).ToArray() : measures;
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"There is no benchmark '{args[0]}'. There are: {string.Join(", ", measures.Select(m => m.Name))}.");
    return 2;
}

foreach (var measure in chosen)
{
    await measure.RunAsync();
}

return 0;
