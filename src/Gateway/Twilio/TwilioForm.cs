using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Helpline.Gateway.Twilio;

/// <summary>The fields of a webhook, in the order they came, repeats and empty ones included: the signature covers every one of them.</summary>
internal sealed class TwilioForm
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private TwilioForm(IReadOnlyList<KeyValuePair<string, string>> fields, string raw)
    {
        Fields = fields;
        Raw = raw;
    }

    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; }

    /// <summary>The body as received, for repair and audit.</summary>
    public string Raw { get; }

    /// <summary>The first value of the field, or null when it is absent or empty.</summary>
    public string? this[string name] =>
        Fields.FirstOrDefault(f => string.Equals(f.Key, name, StringComparison.Ordinal)).Value is { Length: > 0 } value ? value : null;

    /// <summary>The form of a request that passed <see cref="SignedByTwilio"/>.</summary>
    public static TwilioForm Of(HttpContext http) =>
        http.Features.Get<TwilioForm>() ?? throw new InvalidOperationException("This endpoint is not behind the signature check.");

    /// <summary>Reads <c>application/x-www-form-urlencoded</c> strictly: a stray percent sign, bytes that are no UTF-8 or a field without a name are refused.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, [NotNullWhen(true)] out TwilioForm? form)
    {
        form = null;
        var fields = new List<KeyValuePair<string, string>>();
        try
        {
            foreach (var range in body.Split((byte)'&'))
            {
                var pair = body[range];
                if (pair.IsEmpty)
                {
                    continue;
                }

                var equals = pair.IndexOf((byte)'=');
                var key = Decode(equals < 0 ? pair : pair[..equals]);
                if (key.Length == 0)
                {
                    return false;
                }

                fields.Add(new(key, equals < 0 ? "" : Decode(pair[(equals + 1)..])));
            }

            form = new TwilioForm(fields, Strict.GetString(body));
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static string Decode(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length)
                {
                    throw new FormatException("A percent sign without two digits.");
                }

                bytes[length++] = Convert.FromHexString([(char)text[i + 1], (char)text[i + 2]])[0];
                i += 2;
            }
            else
            {
                bytes[length++] = text[i] == '+' ? (byte)' ' : text[i];
            }
        }

        return Strict.GetString(bytes, 0, length);
    }
}
