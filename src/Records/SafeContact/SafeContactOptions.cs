using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Helpline.Records.SafeContact;

/// <summary>What may reach a person while nobody has asked them how it is safe.</summary>
internal enum UnaskedRule
{
    /// <summary>A written reply in an open conversation they began, and a call back they asked for (number withheld, no voicemail). Nothing else.</summary>
    Answers = 1,

    /// <summary>Nothing at all.</summary>
    Nothing = 2,
}

/// <summary>Section <c>SafeContact</c>.</summary>
internal sealed class SafeContactOptions
{
    public const string Section = "SafeContact";

    /// <summary>What may go out while nobody has asked. <c>Answers</c> or <c>Nothing</c>, default <c>Answers</c>.</summary>
    [RegularExpression("(?i)answers|nothing", ErrorMessage = "SafeContact:Unasked must be Answers or Nothing.")]
    public string Unasked { get; set; } = nameof(UnaskedRule.Answers);

    /// <summary>How long a second person has to decide on an override, and how long it may then be used. 1 to 120, default 15.</summary>
    [Range(1, 120)]
    public int OverrideMinutes { get; set; } = 15;

    /// <summary>In which safe times are meant. Set by <c>Routing:TimeZone</c>, since an installation has one.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public UnaskedRule UnaskedRule => Enum.Parse<UnaskedRule>(Unasked, ignoreCase: true);

    public TimeSpan OverrideFor => TimeSpan.FromMinutes(OverrideMinutes);

    /// <summary>Routing validates the name at the start; here a wrong one must not make hours mean something else.</summary>
    public void UseZone(string? name) => Zone = TimeZoneInfo.FindSystemTimeZoneById(string.IsNullOrWhiteSpace(name) ? "Europe/London" : name);
}

/// <summary>Holds the options to their ranges; a bad value stops the start and says which.</summary>
[OptionsValidator]
internal sealed partial class SafeContactOptionsValidator : IValidateOptions<SafeContactOptions>;
