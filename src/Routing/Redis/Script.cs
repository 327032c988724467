namespace Helpline.Routing.Redis;

/// <summary>One call of the library: <c>Lua/{name}-1.lua</c>, where the number is that of its keys.</summary>
/// <param name="OnlyReads">Changes nothing, whatever it finds.</param>
internal sealed record Script(string Name, bool OnlyReads = false)
{
    public const int Keys = 1;

    public string FileName => $"{Name}-{Keys}";

    /// <summary>The name of the function in Redis.</summary>
    public string Function => field ??= $"{Library.Name}_{Name}";
}
