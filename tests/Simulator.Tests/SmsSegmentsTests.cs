using Helpline.Simulator.Messages;

namespace Helpline.Simulator.Tests;

public sealed class SmsSegmentsTests
{
    [Theory]
    [InlineData("", 0, 1)]
    [InlineData("a", 160, 1)]
    [InlineData("a", 161, 2)]
    [InlineData("a", 306, 2)]
    [InlineData("a", 307, 3)]
    [InlineData("€", 80, 1)] // Two places each.
    [InlineData("€", 81, 2)]
    [InlineData("ж", 70, 1)]
    [InlineData("ж", 71, 2)]
    [InlineData("ж", 134, 2)]
    [InlineData("ж", 135, 3)]
    [InlineData("😀", 35, 1)]
    [InlineData("😀", 66, 2)] // 33 to a part: a pair is not torn apart, so 67 places hold 66.
    [InlineData("😀", 67, 3)]
    public void Count_SoManyOfOneCharacter_IsSoManySegments(string character, int times, int segments) =>
        SmsSegments.Count(string.Concat(Enumerable.Repeat(character, times))).ShouldBe(segments);

    [Fact]
    public void Count_OneCharacterOutsideGsm_TurnsTheWholeTextToUcs2() => SmsSegments.Count(new string('a', 100) + "ж").ShouldBe(2);
}
