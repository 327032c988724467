using Helpline.Contracts;
using Helpline.Records.Contacts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.WrapUp;

internal sealed class OutcomeFile(RecordsDatabase database, ContactOpening contacts, AccessAudit audit, TimeProvider clock) : IOutcomes
{
    public Task<AssignmentFacts?> FindAssignmentAsync(AssignmentId assignment, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db => (await db.Assignments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == assignment.Value, cancellationToken))?.ToFacts(), cancellationToken);

    public Task<OutcomeView> ReadAsync(AssignmentFacts assignment, Reader reader, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                if (await contacts.FindAsync(db, assignment.Contact, cancellationToken) is not { } contact)
                {
                    return new OutcomeView(assignment.Id, OutcomeForm.Empty, 0, Logged: false, Carried: false);
                }

                await audit.NoteAsync(db, contact, reader, AccessAudit.Outcome, reason: null, cancellationToken);
                var own = await db.Outcomes.AsNoTracking().SingleOrDefaultAsync(o => o.AssignmentId == assignment.Id.Value && o.ContactId == contact.Row.Id, cancellationToken);
                if (own is not null)
                {
                    return new OutcomeView(assignment.Id, OutcomeForms.Read(own, contact), own.Revision, own.LoggedAt is not null, Carried: false);
                }

                var carried = await CarriedAsync(db, assignment, contact, cancellationToken);
                return new OutcomeView(assignment.Id, carried ?? OutcomeForm.Empty, 0, Logged: false, Carried: carried is not null);
            },
            cancellationToken);

    public async Task<SaveOutcomeReply> SaveAsync(AssignmentFacts assignment, AgentId agent, OutcomeForm form, int revision, CancellationToken cancellationToken)
    {
        if (assignment.Agent != agent)
        {
            return new SaveOutcomeReply(SaveOutcomeResult.NotYours, 0, []);
        }

        form = OutcomeForms.Whole(form);
        var problems = OutcomeRules.ProblemsOf(form);
        return problems.Count > 0
            ? new SaveOutcomeReply(SaveOutcomeResult.Invalid, revision, problems)
            : await database.StepAsync(db => SaveAsync(db, assignment, form, revision, cancellationToken), cancellationToken);
    }

    public async Task<LogOutcomeReply> LogAsync(AssignmentFacts assignment, AgentId agent, CancellationToken cancellationToken) =>
        assignment.Agent != agent
            ? new LogOutcomeReply(LogOutcomeResult.NotYours, [])
            : await database.StepAsync(db => LogAsync(db, assignment, cancellationToken), cancellationToken);

    private async Task<SaveOutcomeReply> SaveAsync(RecordsContext db, AssignmentFacts assignment, OutcomeForm form, int revision, CancellationToken cancellationToken)
    {
        if (await OwnContactAsync(db, assignment, cancellationToken) is not { } contact)
        {
            return new SaveOutcomeReply(SaveOutcomeResult.NotYours, 0, []);
        }

        var row = await ForUpdateAsync(db, assignment, cancellationToken);
        var current = row?.Revision ?? 0;
        if (row?.LoggedAt is not null)
        {
            return new SaveOutcomeReply(SaveOutcomeResult.AlreadyLogged, current, []);
        }

        if (row is not null && current == revision + 1 && OutcomeForms.Same(OutcomeForms.Read(row, contact), form))
        {
            // The same save again, because its answer was lost on the way.
            return new SaveOutcomeReply(SaveOutcomeResult.Saved, current, []);
        }

        if (current != revision)
        {
            return new SaveOutcomeReply(SaveOutcomeResult.Stale, current, []);
        }

        await WriteAsync(db, row ?? NewRow(db, assignment), form, contact, cancellationToken);
        return new SaveOutcomeReply(SaveOutcomeResult.Saved, current + 1, []);
    }

    private async Task<LogOutcomeReply> LogAsync(RecordsContext db, AssignmentFacts assignment, CancellationToken cancellationToken)
    {
        if (await OwnContactAsync(db, assignment, cancellationToken) is not { } contact)
        {
            return new LogOutcomeReply(LogOutcomeResult.NotYours, []);
        }

        var row = await ForUpdateAsync(db, assignment, cancellationToken);
        if (row?.LoggedAt is not null)
        {
            return new LogOutcomeReply(LogOutcomeResult.Logged, []);
        }

        // A carried draft that its new agent agrees with, untouched, was never saved as theirs.
        var form = row is not null ? OutcomeForms.Read(row, contact) : await CarriedAsync(db, assignment, contact, cancellationToken) ?? OutcomeForm.Empty;
        var missing = OutcomeRules.MissingFrom(form);
        if (missing.Count > 0)
        {
            return new LogOutcomeReply(LogOutcomeResult.Incomplete, missing);
        }

        row ??= NewRow(db, assignment);
        row.LoggedAt = clock.Now();
        await WriteAsync(db, row, form, contact, cancellationToken);
        return new LogOutcomeReply(LogOutcomeResult.Logged, []);
    }

    /// <summary>The contact, if nothing in the records says that the assignment is another's or of another contact. Held, so that one window saves at a time.</summary>
    private async Task<OpenedContact?> OwnContactAsync(RecordsContext db, AssignmentFacts assignment, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from contact where id = {assignment.Contact.Value} for no key update", cancellationToken);
        var (id, agent, contact) = (assignment.Id.Value, assignment.Agent.Value, assignment.Contact.Value);
        var elses = await db.Assignments.AnyAsync(a => a.Id == id && (a.AgentId != agent || a.ContactId != contact), cancellationToken)
            || await db.Outcomes.AnyAsync(o => o.AssignmentId == id && (o.AgentId != agent || o.ContactId != contact), cancellationToken);
        return elses ? null : await contacts.FindAsync(db, assignment.Contact, cancellationToken);
    }

    private static async Task<OutcomeRow?> ForUpdateAsync(RecordsContext db, AssignmentFacts assignment, CancellationToken cancellationToken)
    {
        var rows = await db.Outcomes.FromSql($"select * from outcome where assignment_id = {assignment.Id.Value} for update").ToListAsync(cancellationToken);
        return rows.SingleOrDefault();
    }

    private static OutcomeRow NewRow(RecordsContext db, AssignmentFacts assignment)
    {
        var row = new OutcomeRow { AssignmentId = assignment.Id.Value, ContactId = assignment.Contact.Value, AgentId = assignment.Agent.Value };
        db.Outcomes.Add(row);
        return row;
    }

    private async Task WriteAsync(RecordsContext db, OutcomeRow row, OutcomeForm form, OpenedContact contact, CancellationToken cancellationToken)
    {
        OutcomeForms.Write(row, form, contact.Cipher);
        row.Revision++;
        row.SavedAt = clock.Now();
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<OutcomeForm?> CarriedAsync(RecordsContext db, AssignmentFacts assignment, OpenedContact contact, CancellationToken cancellationToken)
    {
        var before = await db.Outcomes.AsNoTracking()
            .Where(o => o.ContactId == contact.Row.Id && o.AssignmentId != assignment.Id.Value)
            .OrderByDescending(o => o.SavedAt)
            .FirstOrDefaultAsync(cancellationToken);
        return before is null ? null : OutcomeForms.Read(before, contact);
    }
}
