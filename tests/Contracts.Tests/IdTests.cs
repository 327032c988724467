using System.Text.Json;

namespace Helpline.Contracts.Tests;

/// <summary>The four guid ids behave alike, so they are asked alike.</summary>
public abstract class IdTests<TId> where TId : struct, IGuidId<TId>
{
    private const string Hex = "0198c0ffee007000800000000000beef";

    protected abstract TId New();

    protected abstract TId Parse(string s);

    protected abstract bool TryParse(string? s, out TId id);

    [Fact]
    public void WrittenAs32HexDigits_AndReadBack()
    {
        var id = New();
        $"{id}".ShouldMatch("^[0-9a-f]{32}$");
        Parse($"{id}").ShouldBe(id);
        Parse(id.Value.ToString("D")).ShouldBe(id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("0198c0ffee007000800000000000bee")]
    [InlineData("{0198c0ff-ee00-7000-8000-00000000beef}")]
    public void WhatIsNoId_IsRefused(string? text)
    {
        TryParse(text, out var id).ShouldBeFalse();
        id.ShouldBe(default);
        Should.Throw<FormatException>(() => Parse(text!));
    }

    [Fact]
    public void Json_IsTheHexDigits()
    {
        var id = Parse(Hex);
        JsonSerializer.Serialize(id).ShouldBe($"\"{Hex}\"");
        JsonSerializer.Deserialize<TId>($"\"{Hex}\"").ShouldBe(id);
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<TId>("\"not an id\""));
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<TId>("null"));
    }

    [Fact]
    public void Json_HoldsAsTheKeyOfADictionary()
    {
        var json = JsonSerializer.Serialize(new Dictionary<TId, int> { [Parse(Hex)] = 7 });
        json.ShouldBe($$"""{"{{Hex}}":7}""");
        JsonSerializer.Deserialize<Dictionary<TId, int>>(json)![Parse(Hex)].ShouldBe(7);
    }

    [Fact]
    public void NewOnes_DifferAndAreOfVersion7()
    {
        var ids = Enumerable.Range(0, 100).Select(_ => New()).ToList();
        ids.Distinct().Count().ShouldBe(100);
        ids.ShouldAllBe(id => id.Value.Version == 7);
        TId.From(ids[0].Value).ShouldBe(ids[0]);
    }
}

public sealed class ContactIdTests : IdTests<ContactId>
{
    protected override ContactId New() => ContactId.New();

    protected override ContactId Parse(string s) => ContactId.Parse(s);

    protected override bool TryParse(string? s, out ContactId id) => ContactId.TryParse(s, null, out id);
}

public sealed class AssignmentIdTests : IdTests<AssignmentId>
{
    protected override AssignmentId New() => AssignmentId.New();

    protected override AssignmentId Parse(string s) => AssignmentId.Parse(s);

    protected override bool TryParse(string? s, out AssignmentId id) => AssignmentId.TryParse(s, null, out id);
}

public sealed class AgentIdTests : IdTests<AgentId>
{
    protected override AgentId New() => AgentId.New();

    protected override AgentId Parse(string s) => AgentId.Parse(s);

    protected override bool TryParse(string? s, out AgentId id) => AgentId.TryParse(s, null, out id);
}

public sealed class MessageIdTests : IdTests<MessageId>
{
    protected override MessageId New() => MessageId.New();

    protected override MessageId Parse(string s) => MessageId.Parse(s);

    protected override bool TryParse(string? s, out MessageId id) => MessageId.TryParse(s, null, out id);
}
