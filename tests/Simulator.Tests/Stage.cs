using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Helpline.Simulator.Phones;
using Helpline.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Helpline.Simulator.Tests;

/// <summary>The simulator on a server of its own, a pretend gateway it calls, and a clock the test owns.</summary>
public sealed class Stage : IAsyncLifetime
{
    public const string Account = "AC0123456789abcdef0123456789abcdef";
    public const string Line = "+441632960001";
    public const string OtherLine = "+441632960002";
    private WebApplication? app;

    public TestClock Clock { get; } = new();

    public PretendGateway Gateway { get; private set; } = null!;

    public TelephoneNetwork Network => app!.Services.GetRequiredService<TelephoneNetwork>();

    public SimulatorOptions Options => Network.Options;

    public SimulatedNumber Number => Options.Numbers[0];

    public Phone Amira => Network.Phones["+447700900201"];

    public Phone Tom => Network.Phones["+447700900202"];

    public Phone Withheld => Network.Phones["+447700900203"];

    public string Url => app!.Urls.First();

    public HttpClient Http { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Gateway = await PretendGateway.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["Logging:LogLevel:Default"] = "None";
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSimulator(o =>
        {
            (o.AccountSid, o.AuthToken) = (Account, PretendGateway.Token);
            (o.SpeechRate, o.PlayLength) = (double.PositiveInfinity, TimeSpan.Zero);
            (o.MessageSendTime, o.MessageDeliveryTime) = (TimeSpan.Zero, TimeSpan.Zero);
            o.ClientVoiceUrl = $"{Gateway.Url}/client";
            o.Numbers.Add(new SimulatedNumber { Number = Line, Name = "Helpline", VoiceUrl = $"{Gateway.Url}/voice", StatusCallbackUrl = $"{Gateway.Url}/status", SmsUrl = $"{Gateway.Url}/sms" });
            o.Numbers.Add(new SimulatedNumber { Number = OtherLine, Name = "Other" });
        });
        app = builder.Build();
        app.MapSimulator();
        await app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri($"{Url}/simulator/") };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await app!.DisposeAsync();
        await Gateway.DisposeAsync();
    }

    /// <summary>One REST request as the account; the answer's status and JSON.</summary>
    public async Task<(int Status, JsonElement Body)> Rest(HttpMethod method, string resource, object? form = null, string? user = null, string? password = null)
    {
        using var request = new HttpRequestMessage(method, $"twilio/2010-04-01/Accounts/{Account}/{resource}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user ?? Account}:{password ?? PretendGateway.Token}")));
        if (form is not null)
        {
            request.Content = new FormUrlEncodedContent(form.GetType().GetProperties().Select(p => KeyValuePair.Create(p.Name, p.GetValue(form)!.ToString()!)));
        }

        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    public Task<(int Status, JsonElement Body)> Get(string resource) => Rest(HttpMethod.Get, resource);

    public Task<(int Status, JsonElement Body)> Post(string resource, object form) => Rest(HttpMethod.Post, resource, form);

    /// <summary>Lets time pass, once so many timers wait for it: each call has one for its longest life, and one for what it waits for now.</summary>
    public async Task Pass(double seconds, int timers = 2)
    {
        await Poll.Until(() => Clock.WaitingTimers >= timers, $"{timers} timers wait for the clock");
        Clock.Advance(TimeSpan.FromSeconds(seconds));
    }
}
