using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Helpline.Records.Keys;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Helpline.Records.SignInKeys;

/// <summary>Wraps the secrets of the sign-in key ring with the master key, so that a copy of the database signs nobody in.</summary>
internal sealed class MasterKeyXmlEncryptor(KeyRing ring) : IXmlEncryptor
{
    internal const string Element = "sealedByMasterKey";

    internal static ReadOnlySpan<byte> Place => "sign_in_key.xml"u8;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var master = ring.CurrentMaster;
        var content = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var element = new XElement(Element, new XAttribute("version", master.Version), Convert.ToBase64String(Box.Seal(master.Secret, Place, content)));
        return new EncryptedXmlInfo(element, typeof(MasterKeyXmlDecryptor));
    }
}

/// <summary>Named in the stored XML; made by data protection, which hands it the services.</summary>
internal sealed class MasterKeyXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var version = int.Parse(encryptedElement.Attribute("version")!.Value, CultureInfo.InvariantCulture);
        var master = services.GetRequiredService<KeyRing>().Master(version);
        return XElement.Parse(Encoding.UTF8.GetString(Box.Open(master.Secret, MasterKeyXmlEncryptor.Place, Convert.FromBase64String(encryptedElement.Value))));
    }
}
