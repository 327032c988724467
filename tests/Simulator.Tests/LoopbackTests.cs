using System.Net;
using Microsoft.AspNetCore.Http;

namespace Helpline.Simulator.Tests;

public sealed class LoopbackTests
{
    [Theory]
    [InlineData("127.0.0.1", null, true)]
    [InlineData("::1", null, true)]
    [InlineData("::ffff:127.0.0.1", null, true)]
    [InlineData("127.0.0.1", "same-origin", true)]
    [InlineData("127.0.0.1", "cross-site", false)]
    [InlineData("192.0.2.7", null, false)]
    [InlineData(null, null, false)]
    public async Task LoopbackOnly_LetsInThisMachineAndItsOwnPages(string? from, string? site, bool welcome)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = from is null ? null : IPAddress.Parse(from);
        if (site is not null)
        {
            http.Request.Headers["Sec-Fetch-Site"] = site;
        }

        var answer = await new LoopbackOnly().InvokeAsync(EndpointFilterInvocationContext.Create(http), _ => ValueTask.FromResult<object?>("in"));

        (answer as string == "in").ShouldBe(welcome);
    }
}
