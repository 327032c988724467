using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Lines;

/// <summary>Puts the first lines into a database that has none.</summary>
internal sealed class LineSeeding(RecordsDatabase database)
{
    public async Task SeedAsync(IReadOnlyList<ServiceLine> lines, CancellationToken cancellationToken)
    {
        RecordsSetupException.ThrowIfAny([.. lines.SelectMany(ProblemsOf), .. Repeated(lines)]);
        await database.StepAsync(
            async db =>
            {
                // Nodes that start together seed one after the other; the second finds the lines of the first.
                await db.Database.ExecuteSqlAsync($"lock table service_line in share row exclusive mode", cancellationToken);
                if (!await db.ServiceLines.AnyAsync(cancellationToken))
                {
                    db.ServiceLines.AddRange(lines.Select(ToRow));
                    await db.SaveChangesAsync(cancellationToken);
                }
            },
            cancellationToken);
    }

    private static ServiceLineRow ToRow(ServiceLine line) => new()
    {
        Id = line.Id.Value,
        Pool = line.Pool.Value,
        Name = line.Name,
        Area = line.Area,
        Language = line.Language,
        Greeting = line.Greeting,
        Queue = QueueJson.ToJson(line.Queue),
        Addresses = [.. line.Addresses.Select(a => new LineAddressRow { Channel = a.Channel, Address = PublishedAddress.Normalise(a.Address), LineId = line.Id.Value })],
    };

    private static IEnumerable<string> ProblemsOf(ServiceLine line)
    {
        var name = $"Lines: '{line.Id}'";
        if (!ShortName.IsValid(line.Id.Value) || !Skill.IsValid(Skill.Line(line.Id)))
        {
            yield return $"{name} is not a line id: use lower-case letters, digits and dashes, 1 to {ShortName.MaxLength}.";
        }

        if (!ShortName.IsValid(line.Pool.Value))
        {
            yield return $"{name} names the pool '{line.Pool}': use lower-case letters, digits and dashes, 1 to {ShortName.MaxLength}.";
        }

        if (string.IsNullOrEmpty(line.Language) || !Skill.IsValid(Skill.Language(line.Language)))
        {
            yield return $"{name} has the language '{line.Language}': use a language tag in lower case, such as en or cy.";
        }

        if (string.IsNullOrWhiteSpace(line.Name))
        {
            yield return $"{name} has no name: agents see it on every contact.";
        }

        foreach (var problem in line.Queue.Problems())
        {
            yield return $"{name}: Queue: {problem}.";
        }

        foreach (var address in line.Addresses.Where(a => PublishedAddress.Normalise(a.Address).Length == 0))
        {
            yield return $"{name} has an empty address for {address.Channel}: give the number or address the public uses, or leave the entry out.";
        }
    }

    private static IEnumerable<string> Repeated(IReadOnlyList<ServiceLine> lines) =>
        lines.GroupBy(l => l.Id).Where(g => g.Count() > 1).Select(g => $"Lines: the id '{g.Key}' is used {g.Count()} times; give each line its own.")
            .Concat(lines.SelectMany(l => l.Addresses)
                .GroupBy(a => (a.Channel, Address: PublishedAddress.Normalise(a.Address)))
                .Where(g => g.Key.Address.Length > 0 && g.Count() > 1)
                .Select(g => $"Lines: {g.Key.Channel} {g.Key.Address} stands {g.Count()} times; a number or address belongs to one line."));
}
