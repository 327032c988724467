using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Helpline.Contracts;

namespace Helpline.Records.Lines;

/// <summary>A line's queue policy as the JSON of its row: <c>{"choice":"best-skill","stages":[{"afterSeconds":60,"drop":["specialism"]}]}</c>. Unknown names are left alone: a newer version may know them.</summary>
internal static class QueueJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    public static string ToJson(QueuePolicy policy) => JsonSerializer.Serialize(policy, Options);

    /// <summary>False when the row was changed by hand into something that is no policy.</summary>
    /// <param name="json">The row's column; null is the default policy.</param>
    /// <param name="policy">What it says.</param>
    /// <param name="problem">What is wrong with it, in words.</param>
    public static bool TryRead(string? json, [NotNullWhen(true)] out QueuePolicy? policy, out string problem)
    {
        (policy, problem) = (null, "");
        try
        {
            var read = json is null ? QueuePolicy.Default : JsonSerializer.Deserialize<QueuePolicy>(json, Options);
            problem = read is null || read.Stages.Any(s => s is null) ? "it is empty, or has an empty stage" : string.Join("; ", read.Problems());
            policy = problem.Length == 0 ? read : null;
        }
        catch (JsonException e)
        {
            problem = e.Message;
        }

        return policy is not null;
    }
}
