using System.Text.Json;

namespace Helpline.Simulator.Rest;

internal static class RestJson
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IResult Of(object value, int status = StatusCodes.Status200OK) => Results.Json(value, Options, "application/json", status);
}
