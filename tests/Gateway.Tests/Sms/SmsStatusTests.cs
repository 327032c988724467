using Helpline.Contracts;
using Helpline.Gateway.Sms;

namespace Helpline.Gateway.Tests.Sms;

public sealed class SmsStatusTests
{
    [Theory]
    [InlineData("accepted", DeliveryState.Accepted)]
    [InlineData("scheduled", DeliveryState.Accepted)]
    [InlineData("queued", DeliveryState.Accepted)]
    [InlineData("sending", DeliveryState.Accepted)]
    [InlineData("sent", DeliveryState.Sent)]
    [InlineData("delivered", DeliveryState.Delivered)]
    [InlineData("read", DeliveryState.Read)]
    [InlineData("undelivered", DeliveryState.Undelivered)]
    [InlineData("failed", DeliveryState.Failed)]
    [InlineData("canceled", DeliveryState.Failed)]
    public void Read_KnowsTwiliosStatuses(string status, DeliveryState expected)
    {
        var news = SmsStatus.Read(status, 0)!;

        news.State.ShouldBe(expected);
        (news.Problem is not null).ShouldBe(DeliveryLife.NeedsAttention(expected));
    }

    [Theory]
    [InlineData("receiving")]
    [InlineData("something-new")]
    [InlineData(null)]
    public void Read_OfOthers_IsNoNews(string? status) => SmsStatus.Read(status, 0).ShouldBeNull();

    [Theory]
    [InlineData(30003, "switched off")]
    [InlineData(30005, "does not exist")]
    [InlineData(30006, "landline")]
    [InlineData(30007, "blocked")]
    [InlineData(21610, "opted out")]
    [InlineData(30001, "too long to be sent")]
    [InlineData(0, "did not say why")]
    [InlineData(39999, "error 39999")]
    public void Problem_SaysWhatHappened(int code, string part) => SmsStatus.Problem(code).ShouldContain(part);
}
