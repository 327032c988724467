namespace Helpline.Records.SignInKeys;

/// <summary>One element of the data-protection key ring (what sign-in cookies are protected with), its secret wrapped by the master key.</summary>
internal sealed class SignInKeyRow
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public string Name { get; set; } = "";

    public string Xml { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }
}
