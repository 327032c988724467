using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Tests.Doubles;

/// <summary>Calls that agents begin: answers what a test has put there and remembers what was asked.</summary>
internal sealed class FakeBegunCalls : IBegunCalls
{
    public static readonly OpenedTask Call = new(
        ContactId.New(), Data.Pool, Data.Line, new Demand(Channel.Phone, ["lang:en"]), Priority.Normal, Data.Now, Data.Maya.Id, ContactTask.CallBack);

    public BegunCall Reply { get; set; } = new(BeginCallResult.Begun, Call);

    public List<string> Asked { get; } = [];

    public Task<BegunCall> RingThemAsync(ContactId from, CallBeginning beginning, CancellationToken cancellationToken)
    {
        Asked.Add($"ring {from} {beginning.By} {beginning.DespiteRules}");
        return Task.FromResult(Reply);
    }

    public Task<BegunCall> CallNumberAsync(ServiceLine line, CallerAddress number, CallBeginning beginning, CancellationToken cancellationToken)
    {
        Asked.Add($"call {line.Id} {number.Reveal} {beginning.By} {beginning.DespiteRules}");
        return Task.FromResult(Reply);
    }

    public Task<AgentId?> BegunByAsync(ContactId call, CancellationToken cancellationToken) => Task.FromResult<AgentId?>(null);
}
