namespace Helpline.Simulator.Rest;

/// <summary>A refusal in Twilio's shape.</summary>
internal sealed class RestError(int status, int code, string message) : Exception(message)
{
    public int Status => status;

    public int Code => code;

    public IResult Answer() => RestJson.Of(new { code, message = Message, more_info = $"https://www.twilio.com/docs/errors/{code}", status }, status);

    public static RestError NotFound(string what) => new(404, 20404, $"The requested resource {what} was not found");
}
