using System.Text.Json;
using Helpline.Contracts;

namespace Helpline.Records.Accounts;

/// <summary>How many at once by channel, as the JSON of the profile: <c>{"phone":1,"sms":3}</c>.</summary>
internal static class Capacity
{
    public static string ToJson(IReadOnlyDictionary<Channel, int> capacity) =>
        JsonSerializer.Serialize(capacity.ToDictionary(c => c.Key, c => c.Value), JsonSerializerOptions.Web);

    public static IReadOnlyDictionary<Channel, int> FromJson(string json) =>
        JsonSerializer.Deserialize<Dictionary<Channel, int>>(json, JsonSerializerOptions.Web) ?? [];
}
