using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Storage;

/// <summary>Columns are named as PostgreSQL writes them unquoted: <c>ArrivedAt</c> is <c>arrived_at</c>.</summary>
internal static class SnakeCase
{
    public static void Apply(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            if (entity.GetContainerColumnName() is { } container)
            {
                // Owned and kept as JSON: its properties are names inside the document, not columns.
                entity.SetContainerColumnName(Of(container));
                continue;
            }

            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Of(property.Name));
            }
        }
    }

    public static string Of(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
