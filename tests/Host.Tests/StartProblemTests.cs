using Helpline.Host.Startup;
using Microsoft.Extensions.Options;

namespace Helpline.Host.Tests;

public sealed class StartProblemTests
{
    [Fact]
    public void Explain_SeveralBadSettings_ListsThemAll()
    {
        var words = StartProblem.Explain(new OptionsValidationException("Routing", typeof(string), ["Routing:LeaseSeconds must be 4 to 60.", "Twilio:AuthToken is missing."]));
        words.ShouldNotBeNull();
        words.ShouldContain("Routing:LeaseSeconds");
        words.ShouldContain("Twilio:AuthToken");
    }

    [Fact]
    public void Explain_ABug_KeepsItsStack() => StartProblem.Explain(new InvalidOperationException("oops")).ShouldBeNull();
}
