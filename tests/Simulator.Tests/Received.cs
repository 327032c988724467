namespace Helpline.Simulator.Tests;

/// <summary>One request that the pretend gateway received.</summary>
/// <param name="Form">The fields of a POST, or of a GET's query.</param>
public sealed record Received(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Form, bool Signed, string IdempotencyToken)
{
    public string this[string field] => Form.TryGetValue(field, out var value) ? value : throw new KeyNotFoundException($"{Path} came without {field}; it had {string.Join(", ", Form.Keys)}.");
}
