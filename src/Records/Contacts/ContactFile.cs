using Helpline.Contracts;
using Helpline.Records.Keys;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Contacts;

internal sealed class ContactFile(RecordsDatabase database, ContactOpening contacts, AddressIndex index, AccessAudit audit) : IContactFile
{
    private const int MaxReasonLength = 200;

    public Task<ContactView?> ReadAsync(ContactId contact, Reader reader, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                if (await contacts.FindAsync(db, contact, cancellationToken) is not { } opened)
                {
                    return null;
                }

                await audit.NoteAsync(db, opened, reader, AccessAudit.Thread, reason: null, cancellationToken);
                return await ViewAsync(db, opened, cancellationToken);
            },
            cancellationToken);

    public Task<string?> RevealAddressAsync(ContactId contact, Reader reader, string reason, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > MaxReasonLength)
        {
            throw new ArgumentException($"Say in 1 to {MaxReasonLength} characters why the number must be seen.", nameof(reason));
        }

        return database.StepAsync(
            async db =>
            {
                if (await contacts.FindAsync(db, contact, cancellationToken) is not { } opened)
                {
                    return null;
                }

                await audit.NoteAsync(db, opened, reader, AccessAudit.Address, reason, cancellationToken);
                return opened.Address.IsWithheld ? opened.Address.ToString() : opened.Address.Reveal;
            },
            cancellationToken);
    }

    public async Task<CallerAddress?> AddressForDeliveryAsync(ContactId contact, CancellationToken cancellationToken) =>
        (await database.ReadAsync(db => contacts.FindAsync(db, contact, cancellationToken), cancellationToken))?.Address;

    public async Task<IReadOnlyList<ContactSummary>> RecentAsync(PoolId pool, int most, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            db => db.Contacts
                .Where(c => c.Pool == pool.Value && c.State != ContactState.Waiting)
                .OrderByDescending(c => c.ArrivedAt)
                .Take(most)
                .Select(c => new ContactSummary(
                    new ContactId(c.Id), new LineId(c.Line), c.Channel, c.State, c.CloseReason, c.ArrivedAt, c.ClosedAt,
                    db.Assignments
                        .Where(a => a.ContactId == c.Id && Taken.Contains(a.State))
                        .OrderByDescending(a => a.EventEpoch).ThenByDescending(a => a.EventNumber)
                        .Select(a => (AgentId?)new AgentId(a.AgentId)).FirstOrDefault()))
                .ToListAsync(cancellationToken),
            cancellationToken);

    /// <summary>States of an assignment that its agent had said yes to.</summary>
    private static readonly AssignmentState[] Taken =
        [AssignmentState.Connecting, AssignmentState.Active, AssignmentState.Parked, AssignmentState.WrapUp, AssignmentState.Done, AssignmentState.Failed, AssignmentState.Released];

    private async Task<ContactView> ViewAsync(RecordsContext db, OpenedContact opened, CancellationToken cancellationToken)
    {
        var (row, address) = (opened.Row, opened.Address);
        var assignments = await db.Assignments.AsNoTracking()
            .Where(a => a.ContactId == row.Id).OrderBy(a => a.Since).ThenBy(a => a.Id).ToListAsync(cancellationToken);
        return new ContactView(
            new(row.Id), new(row.Pool), new(row.Line), row.Channel, row.State, row.CloseReason, row.ArrivedAt,
            address.ToString(), address.IsWithheld,
            await EarlierAsync(db, row, address, cancellationToken),
            await MessagesAsync(db, opened, cancellationToken),
            [.. assignments.Select(a => new AssignmentView(new(a.Id), new(a.AgentId), a.State, a.Since))])
        {
            Access = AccessMarks.ViewOf(opened),
            RelievedAt = row.RelievedAt,
        };
    }

    private async Task<int> EarlierAsync(RecordsContext db, ContactRow row, CallerAddress address, CancellationToken cancellationToken)
    {
        if (address.IsWithheld)
        {
            return 0;
        }

        var hashes = index.AllOf(address);
        return await db.Contacts.CountAsync(
            c => hashes.Contains(c.AddressHash) && c.Line == row.Line && c.State == ContactState.Closed && c.Id != row.Id, cancellationToken);
    }

    private static async Task<IReadOnlyList<MessageView>> MessagesAsync(RecordsContext db, OpenedContact opened, CancellationToken cancellationToken)
    {
        var rows = await db.Messages.AsNoTracking()
            .Where(m => m.ContactId == opened.Row.Id)
            .OrderBy(m => m.Number)
            .Select(m => new { Message = m, Outbox = db.Outbox.FirstOrDefault(o => o.MessageId == m.Id) })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(r => new MessageView(
            new(r.Message.Id),
            r.Message.Inbound,
            r.Message.AuthorId is { } author ? new AgentId(author) : null,
            opened.Cipher.Open(SealedColumn.MessageText, r.Message.Id, r.Message.TextSealed),
            r.Message.At,
            r.Outbox?.State,
            r.Outbox?.Problem,
            r.Outbox?.RefusedAsUnsafe ?? false))];
    }
}
