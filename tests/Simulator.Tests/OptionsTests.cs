using Microsoft.Extensions.DependencyInjection;

namespace Helpline.Simulator.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void AddSimulator_WithSeveralMistakes_NamesThemAll()
    {
        var refused = Should.Throw<ArgumentException>(() => new ServiceCollection().AddSimulator(o =>
        {
            o.AccountSid = "AC1";
            o.WebhookTimeout = TimeSpan.FromSeconds(16);
            o.Numbers.Add(new SimulatedNumber { Number = "0800", Name = "Line" });
        }));

        refused.Message.ShouldSatisfyAllConditions(
            m => m.ShouldContain("AccountSid"), m => m.ShouldContain("AuthToken"), m => m.ShouldContain("WebhookTimeout"), m => m.ShouldContain("'0800'"));
    }

    [Fact]
    public void AddSimulator_WithOneNumberForALineAndAPerson_IsRefused() =>
        Should.Throw<ArgumentException>(() => new ServiceCollection().AddSimulator(o =>
        {
            o.AuthToken = "x";
            o.Numbers.Add(new SimulatedNumber { Number = "+441632960001", Name = "Line" });
            o.People.Add(new SimulatedPerson("Amira", "+441632960001"));
        })).Message.ShouldContain("given twice");
}
