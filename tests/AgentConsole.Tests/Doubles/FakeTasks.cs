using System.Collections.Concurrent;
using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Tests.Doubles;

/// <summary>Messages, call backs and lines' words in memory: answers what a test has put there and remembers what was asked.</summary>
internal sealed class FakeTasks : ICallBacks, IVoicemails, ILineWordsFile
{
    public ConcurrentQueue<string> Calls { get; } = new();

    public VoicemailFacts? Facts { get; set; }

    public DateTimeOffset? PromisedAt { get; set; }

    public List<CallBackTry> Tries { get; } = [];

    public WantTryOutcome Want { get; set; } = WantTryOutcome.Wanted;

    public byte[]? Sound { get; set; }

    public Transcript? Transcript { get; set; }

    public SaveTranscriptReply Saved { get; set; } = new(SaveTranscriptResult.Saved, 1);

    public List<WordsVersion> Versions { get; } = [];

    public EditWordsReply Edited { get; set; } = new(EditWordsResult.Saved, 1, []);

    public Task<VoicemailFacts?> FactsAsync(ContactId task, CancellationToken cancellationToken) => Task.FromResult(Facts);

    public Task<DateTimeOffset?> PromisedAtAsync(ContactId task, CancellationToken cancellationToken) => Task.FromResult(PromisedAt);

    public Task<IReadOnlyList<CallBackTry>> TriesAsync(ContactId task, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CallBackTry>>([.. Tries]);

    public Task<WantTryOutcome> WantAsync(ContactId task, AssignmentId assignment, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"want {task} {assignment}");
        return Task.FromResult(Want);
    }

    public Task<RecordedSound?> ListenAsync(ContactId task, Reader reader, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"listen {task} {reader.Agent} {reader.Purpose}");
        return Task.FromResult(Sound is { } sound ? new RecordedSound("audio/wav", sound) : null);
    }

    public Task<Transcript?> ReadTranscriptAsync(ContactId task, Reader reader, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"transcript {task} {reader.Purpose}");
        return Task.FromResult(Transcript);
    }

    public Task<SaveTranscriptReply> SaveTranscriptAsync(ContactId task, AgentId agent, string text, int revision, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"save transcript {task} {agent} {revision}");
        return Task.FromResult(Saved);
    }

    public Task<IReadOnlyList<EditedSentence>> ReadAsync(ServiceLine line, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<EditedSentence>>([.. CallerWords.All.Select(s => new EditedSentence(s, s.Default, 0, null, null))]);

    public Task<IReadOnlyList<WordsVersion>?> VersionsAsync(ServiceLine line, string key, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<WordsVersion>?>(CallerWords.Find(key) is null ? null : [.. Versions]);

    public Task<EditWordsReply> EditAsync(ServiceLine line, string key, string text, int version, AgentId by, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"words {line.Id} {key} {version} {by}");
        return Task.FromResult(Edited);
    }

    public Task<OpenedTask?> PromiseAsync(ContactId contact, CancellationToken cancellationToken) => throw NotTheConsoles();

    public Task WithdrawAsync(ContactId task, CancellationToken cancellationToken) => throw NotTheConsoles();

    public Task<CallBackTry?> ClaimAsync(ContactId task, AssignmentId assignment, CancellationToken cancellationToken) => throw NotTheConsoles();

    public Task<bool> SettleAsync(Guid attempt, CallBackTryState state, string? callSid, string? problem, CancellationToken cancellationToken) => throw NotTheConsoles();

    public Task<CallBackTry?> OfCallAsync(string callSid, CancellationToken cancellationToken) => throw NotTheConsoles();

    public Task<bool> NoteAsync(RecordedMessage message, CancellationToken cancellationToken) => throw NotTheConsoles();

    public Task DiscardAsync(string callSid, CancellationToken cancellationToken) => throw NotTheConsoles();

    public Task<OpenedTask?> KeepAsync(string callSid, CancellationToken cancellationToken) => throw NotTheConsoles();

    public Task<IReadOnlyList<SoundJob>> ClaimAsync(int most, TimeSpan lease, CancellationToken cancellationToken) => throw NotTheConsoles();

    public Task<IReadOnlyList<string>> ForgottenAsync(TimeSpan olderThan, CancellationToken cancellationToken) => throw NotTheConsoles();

    public Task StoreAsync(string recordingSid, string contentType, ReadOnlyMemory<byte> sound, CancellationToken cancellationToken) => throw NotTheConsoles();

    public Task DeletedAsync(string recordingSid, CancellationToken cancellationToken) => throw NotTheConsoles();

    private static NotSupportedException NotTheConsoles() => new("The console does not ask this.");
}
