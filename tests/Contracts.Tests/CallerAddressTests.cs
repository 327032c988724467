using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging;

namespace Helpline.Contracts.Tests;

public sealed class CallerAddressTests
{
    private const string Number = "+447700900123";

    [Theory]
    [InlineData("+447700900123", "+44 •••• 123")]
    [InlineData("+1 415 555 0123", "+1 •••• 123")]
    [InlineData("+7 999 555 0123", "+7 •••• 123")]
    [InlineData("07700900123", "•••• 123")]
    [InlineData("60123", "•••")]
    [InlineData("Amina@Example.ORG", "a•••@•••.org")]
    [InlineData("a@example.org", "•••@•••.org")]
    [InlineData("a.person@intranet", "a•••@•••")]
    [InlineData("  ", "withheld")]
    [InlineData(null, "withheld")]
    public void ToString_Masks(string? address, string shown) => CallerAddress.Of(address).ToString().ShouldBe(shown);

    [Fact]
    public void OfAnyNumber_AtMostTheCountryCodeAndThreeDigitsShow()
    {
        var numbers = Gen.Choose(1, 9).SelectMany(first => Gen.Choose(0, 9).ArrayOf().Resize(14).Select(rest => $"+{first}{string.Concat(rest)}"));
        Prop.ForAll(Arb.From(numbers), number =>
        {
            var shown = CallerAddress.Of(number).ToString();
            var tail = shown.LastIndexOf('•') is var dot && dot >= 0 ? shown[(dot + 1)..].Trim() : shown;
            return tail.Length <= 3 && shown.Count(char.IsAsciiDigit) <= 5 && !shown.Contains(number, StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void EveryWayOfPrintingIt_IsMasked()
    {
        var address = CallerAddress.Of(Number);
        var log = new Lines();
        using (var factory = LoggerFactory.Create(b => b.AddProvider(log)))
        {
#pragma warning disable CA1848, CA1873, CA2254 // The careless ways are what is tested.
            var logger = factory.CreateLogger("test");
            logger.LogInformation("from {Address}", address);
            logger.LogInformation($"from {address}");
            logger.LogInformation("from {@Address}", address);
#pragma warning restore CA1848, CA1873, CA2254
        }

        string[] printed = [$"{address}", "from " + address, string.Format(null, "{0}", address), new Holder(address).ToString(), .. log.Written];
        printed.Length.ShouldBe(7);
        printed.ShouldAllBe(line => line.Contains("+44 •••• 123", StringComparison.Ordinal) && !line.Contains("77009", StringComparison.Ordinal));
    }

    [Fact]
    public void Json_IsRefusedBothWays()
    {
        Should.Throw<NotSupportedException>(() => JsonSerializer.Serialize(CallerAddress.Of(Number)));
        Should.Throw<NotSupportedException>(() => JsonSerializer.Serialize(new Holder(CallerAddress.Of(Number))));
        Should.Throw<NotSupportedException>(() => JsonSerializer.Serialize(new Dictionary<CallerAddress, int> { [CallerAddress.Of(Number)] = 1 }));
        Should.Throw<NotSupportedException>(() => JsonSerializer.Deserialize<CallerAddress>($"\"{Number}\""));
    }

    [Fact]
    public void Reveal_GivesTheValueItself_InOneWriting()
    {
        CallerAddress.Of(" +44 7700 900-123 ").Reveal.ShouldBe(Number);
        CallerAddress.Of("Amina@Example.ORG").Reveal.ShouldBe("amina@example.org");
        CallerAddress.Of("+44 7700 900123").ShouldBe(CallerAddress.Of(Number));
    }

    [Fact]
    public void TwoWithheldNumbers_AreNeverTheSamePerson()
    {
        CallerAddress.Withheld.Equals(CallerAddress.Withheld).ShouldBeFalse();
        (CallerAddress.Withheld == CallerAddress.Of("")).ShouldBeFalse();
        (CallerAddress.Withheld != default).ShouldBeTrue();
        new[] { CallerAddress.Withheld, CallerAddress.Withheld }.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void WhatIsWithheld_CannotBeRevealed()
    {
        CallerAddress.Withheld.IsWithheld.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => CallerAddress.Withheld.Reveal);
    }

    private sealed record Holder(CallerAddress From);

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public List<string> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
