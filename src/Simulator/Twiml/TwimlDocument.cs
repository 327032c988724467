using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Helpline.Simulator.Twiml;

/// <summary>A document that has been read and found to follow the rules, and the address that relative addresses in it start from.</summary>
internal sealed class TwimlDocument
{
    private const int LongestDocument = 64 * 1024;
    private readonly Uri? address;

    private TwimlDocument(IReadOnlyList<XElement> verbs, Uri? address)
    {
        Verbs = verbs;
        this.address = address;
    }

    public IReadOnlyList<XElement> Verbs { get; }

    /// <summary>Reads a document and refuses one that breaks a rule.</summary>
    /// <param name="address">Where the document came from; null when it was given in the request itself.</param>
    /// <exception cref="TwimlFailure">12100: not well-formed. 12200: not according to the schema. 11750: too long.</exception>
    public static TwimlDocument Read(byte[] body, Uri? address, TwimlContext context)
    {
        var url = address?.ToString();
        if (body.Length > LongestDocument)
        {
            throw new TwimlFailure(11750, $"the document has {body.Length} bytes; the most is {LongestDocument}", url);
        }

        XElement root;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            root = XElement.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException e)
        {
            throw new TwimlFailure(12100, $"the document is not well-formed XML: {e.Message}", url);
        }

        Check(root, context, url);
        return new TwimlDocument([.. root.Elements()], address);
    }

    public static TwimlDocument Read(string text, TwimlContext context) => Read(Encoding.UTF8.GetBytes(text), null, context);

    /// <summary>Makes an address in the document absolute.</summary>
    public string Resolve(string reference)
    {
        if (Uri.TryCreate(reference, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https")
        {
            return reference;
        }

        return address is not null && Uri.TryCreate(address, reference, out var resolved)
            ? resolved.AbsoluteUri
            : throw new TwimlFailure(11100, $"'{reference}' is relative, but this document has no address of its own: use absolute addresses", null);
    }

    /// <summary>The address in an attribute, or the document's own when the attribute is absent.</summary>
    public string ResolveOrSelf(string? reference) =>
        reference is not null ? Resolve(reference) : address?.AbsoluteUri ?? throw new TwimlFailure(11100, "this verb needs an absolute action address", null);

    private static void Check(XElement root, TwimlContext context, string? url)
    {
        if (root.Name != "Response")
        {
            throw new TwimlFailure(12200, $"the document begins with <{root.Name}>, not <Response>", url);
        }

        Refuse(root.Attributes().FirstOrDefault(a => !a.IsNamespaceDeclaration) is { } attribute, $"<Response> has no attribute {root.Attributes().FirstOrDefault()?.Name}", root, url);
        NoText(root, url);
        foreach (var verb in root.Elements())
        {
            Refuse(TwimlSchema.Of(verb.Name.LocalName) is null || verb.Name.Namespace != XNamespace.None, $"there is no verb <{verb.Name}>", verb, url);
            Refuse(!TwimlSchema.IsAllowed(context, verb.Name.LocalName), $"<{verb.Name}> is not allowed in {Describe(context)}", verb, url);
            CheckElement(verb, url);
        }
    }

    private static void CheckElement(XElement element, string? url)
    {
        var name = element.Name.LocalName;
        if (TwimlSchema.Of(name) is not { } shape)
        {
            return; // SSML; its parent allowed it.
        }

        foreach (var attribute in element.Attributes())
        {
            Refuse(!shape.Attributes.Contains(attribute.Name.LocalName, StringComparer.Ordinal), $"<{name}> has no attribute {attribute.Name}", element, url);
            TwimlValues.Check(element, attribute, url);
        }

        if (!shape.Text)
        {
            NoText(element, url);
        }

        foreach (var child in element.Elements())
        {
            Refuse(!shape.Children.Contains(child.Name.LocalName, StringComparer.Ordinal), $"<{child.Name}> is not allowed inside <{name}>", child, url);
            CheckElement(child, url);
        }

        Refuse(name == "Say" && element.Value.Length > 4096, "<Say> holds more than 4096 characters", element, url);
        Refuse(name is "Say" or "Redirect" or "Play" && element.Value.Trim().Length == 0 && element.Attribute("digits") is null, $"<{name}> is empty", element, url);
    }

    private static void NoText(XElement element, string? url) =>
        Refuse(element.Nodes().OfType<XText>().Any(t => !string.IsNullOrWhiteSpace(t.Value)), $"words stand loose in <{element.Name}>", element, url);

    private static void Refuse(bool wrong, string why, XElement where, string? url)
    {
        if (wrong)
        {
            var line = ((IXmlLineInfo)where).LineNumber.ToString(CultureInfo.InvariantCulture);
            throw new TwimlFailure(12200, $"{why} (line {line})", url);
        }
    }

    private static string Describe(TwimlContext context) => context switch
    {
        TwimlContext.Call => "a call's document",
        TwimlContext.QueueWait => "a queue's wait document",
        TwimlContext.ConferenceWait => "a conference's wait or hold document",
        TwimlContext.Screening => "a document heard before bridging",
        TwimlContext.Message => "the answer to a text",
        _ => throw new InvalidOperationException($"No such context: {context}."),
    };
}
