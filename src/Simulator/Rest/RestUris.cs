using Helpline.Simulator.Voice;

namespace Helpline.Simulator.Rest;

/// <summary>Addresses of resources, relative to the interface's base as Twilio gives them.</summary>
internal static class RestUris
{
    private const string Root = "/" + CallReports.ApiVersion + "/";

    /// <summary>The part of a request's path that begins with the version of the interface.</summary>
    public static string Of(PathString path) => path.Value is { } value && value.IndexOf(Root, StringComparison.Ordinal) is >= 0 and var at ? value[at..] : "";

    public static string To(string account, string resource) => $"{Root}Accounts/{account}/{resource}.json";
}
