using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Helpline.Contracts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Helpline.AgentConsole.OpenApi;

/// <summary>The document at <c>/openapi/v1.json</c>: the console's own endpoints, the hub's records, and ids as the strings they are.</summary>
internal static class ConsoleDocument
{
    public const string Name = "v1";

    public static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddSchemaTransformer((schema, context, _) =>
        {
            WriteIdsAsStrings(schema, context.JsonTypeInfo.Type);
            WriteEnumsAsWords(schema);
            RequireWhatIsAlwaysThere(schema, context.JsonTypeInfo);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer(Finish);
    }

    private static void WriteIdsAsStrings(OpenApiSchema schema, Type type)
    {
        var id = Nullable.GetUnderlyingType(type) ?? type;
        var pattern = id.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IGuidId<>)) ? "^[0-9a-f]{32}$"
            : id == typeof(LineId) || id == typeof(PoolId) ? "^[a-z0-9][a-z0-9-]{0,39}$"
            : null;
        if (pattern is not null)
        {
            schema.Type = id == type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Pattern = pattern;
        }
    }

    /// <summary>An enum first met as a nullable property would count null among its words, for everybody who refers to it.</summary>
    private static void WriteEnumsAsWords(OpenApiSchema schema)
    {
        if (schema.Enum is { Count: > 0 } words)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. words.Where(word => word is not null && word.GetValueKind() == JsonValueKind.String)];
        }
    }

    /// <summary>We write every property, null or not; a browser need not ask whether it is there.</summary>
    private static void RequireWhatIsAlwaysThere(OpenApiSchema schema, JsonTypeInfo type)
    {
        if (schema.Properties is not { } properties || type.Type.Namespace?.StartsWith("Helpline.", StringComparison.Ordinal) != true)
        {
            return;
        }

        schema.Required = new SortedSet<string>(properties.Keys, StringComparer.Ordinal);
        foreach (var property in type.Properties.Where(p => !p.IsGetNullable))
        {
            if (properties.TryGetValue(property.Name, out var found) && found is OpenApiSchema { Type: { } kind } inline)
            {
                inline.Type = kind & ~JsonSchemaType.Null;
            }
        }
    }

    private static Task Finish(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "Helpline console", Version = Name, Description = "What the console's browser calls. Made from the code; do not edit." };
        document.Servers = null;
        document.Paths.Remove(HubContract.Path);
        return Task.CompletedTask;
    }
}
