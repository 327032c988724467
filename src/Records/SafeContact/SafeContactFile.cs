using Helpline.Contracts;
using Helpline.Records.Contacts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.SafeContact;

internal sealed class SafeContactFile(RecordsDatabase database, SafeContactReading reading, AccessAudit audit) : ISafeContact
{
    private const string NoSuchContact = "There is no such contact any more, so there is nobody to reach.";

    public Task<SafeDecision> DecideAsync(OutboundAttempt attempt, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                if (await reading.LoadAsync(db, attempt.Contact, attempt.Message, cancellationToken) is not { } facts)
                {
                    return new SafeDecision(Allowed: false, WithholdNumber: true, Wording: null, NoSuchContact);
                }

                var answer = reading.Answer(facts, attempt.Kind);
                var wording = facts.Own is { } own && !reading.HasLapsed(facts, own) ? SafeContactForms.Wording(own, facts.Contact) : null;
                return answer.Allowed || await SafeOverrideSteps.MayUseAsync(db, attempt, answer, facts, cancellationToken)
                    ? new SafeDecision(Allowed: true, answer.WithholdNumber, wording, Reason: null)
                    : new SafeDecision(Allowed: false, answer.WithholdNumber, wording, answer.Sentence);
            },
            cancellationToken);

    public Task<SafeDecision> ForeseeAsync(ContactId contact, OutboundKind kind, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                if (await reading.LoadAsync(db, contact, message: null, cancellationToken) is not { } facts)
                {
                    return new SafeDecision(Allowed: false, WithholdNumber: true, Wording: null, NoSuchContact);
                }

                var answer = reading.Answer(facts, kind, answersThem: true);
                return new SafeDecision(answer.Allowed, answer.WithholdNumber, Wording: null, answer.Sentence);
            },
            cancellationToken);

    public Task<SafeContactView?> ReadAsync(ContactId contact, Reader reader, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                if (await reading.LoadAsync(db, contact, message: null, cancellationToken) is not { } facts)
                {
                    return null;
                }

                await audit.NoteAsync(db, facts.Contact, reader, AccessAudit.SafeContact, reason: null, cancellationToken);
                return View(facts, await SafeOverrideSteps.LatelyAsync(db, contact, facts.Now, cancellationToken));
            },
            cancellationToken);

    public async Task<SaveSafeContactReply> SaveAsync(ContactId contact, Reader writer, SafeContactForm form, int version, CancellationToken cancellationToken)
    {
        var problems = SafeContactForms.ProblemsOf(form);
        return problems.Count > 0
            ? new SaveSafeContactReply(SaveSafeContactResult.Invalid, version, problems)
            : await database.StepAsync(db => SaveAsync(db, contact, writer, form, version, cancellationToken), cancellationToken);
    }

    private async Task<SaveSafeContactReply> SaveAsync(RecordsContext db, ContactId contact, Reader writer, SafeContactForm form, int version, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from contact where id = {contact.Value} for no key update", cancellationToken);
        if (await reading.LoadAsync(db, contact, message: null, cancellationToken) is not { } facts)
        {
            return new SaveSafeContactReply(SaveSafeContactResult.UnknownContact, 0, []);
        }

        var last = facts.Own?.Version ?? 0;
        if (last != version)
        {
            return new SaveSafeContactReply(SaveSafeContactResult.Stale, last, []);
        }

        var row = SafeContactForms.Write(form, facts.Contact);
        (row.Version, row.AgentId, row.At) = (last + 1, writer.Agent.Value, facts.Now);
        db.SafeContacts.Add(row);
        await audit.NoteAsync(db, facts.Contact, writer, AccessAudit.SafeContact, reason: null, cancellationToken);
        return new SaveSafeContactReply(SaveSafeContactResult.Saved, row.Version, []);
    }

    private SafeContactView View(SafeFacts facts, IReadOnlyList<SafeOverrideStanding> lately)
    {
        var own = facts.Own;
        return new SafeContactView(
            new(facts.Contact.Row.Id),
            own?.Version ?? 0,
            own is null ? null : SafeContactForms.Read(own, facts.Contact),
            own is not null && reading.HasLapsed(facts, own),
            own is null ? null : new AgentId(own.AgentId),
            own?.At,
            facts.Rows.Count(row => row != own && !reading.HasLapsed(facts, row)),
            reading.Summary(facts),
            [.. Enum.GetValues<OutboundKind>().Select(kind => (kind, answer: reading.Answer(facts, kind)))
                .Select(now => new SafeNow(now.kind, now.answer.Allowed, now.answer.Sentence, now.answer.NextSafe))],
            lately);
    }
}
