namespace Helpline.Support;

/// <summary>A whole helpline of its own: Redis, PostgreSQL, the telephone network, and the real host on one node or more behind one address. Thrown away afterwards.</summary>
public sealed class Installation : IAsyncDisposable
{
    private readonly string keys = Directory.CreateTempSubdirectory("hl-keys-").FullName;
    private readonly Dictionary<string, string> settings = new(StringComparer.Ordinal);
    private readonly List<HostProcess> nodes = [];
    private readonly Balancer balancer = new();

    private Installation()
    {
    }

    public RedisServer Redis { get; private set; } = null!;

    public PostgresServer Postgres { get; private set; } = null!;

    public string Database { get; private set; } = "";

    public SimulatedNetwork Network { get; private set; } = null!;

    /// <summary>The address the public, Twilio and the browsers use.</summary>
    public string Url => balancer.Url;

    public IReadOnlyList<HostProcess> Nodes => nodes;

    public HostProcess Host => nodes[0];

    /// <summary>What the start-up block of the last started node says.</summary>
    public IReadOnlyDictionary<string, string> Passwords => nodes[^1].Passwords;

    /// <summary>Starts everything. <paramref name="more"/> settings are laid over those of a demo with two lines.</summary>
    public static async Task<Installation> StartAsync(int nodes = 1, IReadOnlyDictionary<string, string>? more = null, int crowd = 0)
    {
        var installation = new Installation();
        var postgres = PostgresServer.StartAsync();
        var redis = RedisServer.StartAsync();
        installation.Redis = await redis;
        installation.Postgres = await postgres;
        installation.Database = await installation.Postgres.CreateDatabaseAsync();
        installation.Network = await SimulatedNetwork.StartAsync(installation.Url, TestLine.Both, crowd);
        installation.Configure(more);
        for (var i = 0; i < nodes; i++)
        {
            await installation.AddNodeAsync();
        }

        return installation;
    }

    public async Task<HostProcess> AddNodeAsync(string? arguments = null)
    {
        var node = await HostProcess.StartAsync(settings, arguments: arguments);
        nodes.Add(node);
        balancer.Add(node.Port);
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }

        await Network.DisposeAsync();
        await balancer.DisposeAsync();
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
        Directory.Delete(keys, recursive: true);
    }

    private void Configure(IReadOnlyDictionary<string, string>? more)
    {
        settings["ConnectionStrings__Redis"] = Redis.ConnectionString;
        settings["ConnectionStrings__Postgres"] = Database;
        settings["Keys__Directory"] = keys;
        settings["PublicBaseUrl"] = Url;
        settings["Helpline__Demo"] = "true";
        settings["Helpline__SimulatorUrl"] = Network.Url;
        settings["Twilio__AccountSid"] = SimulatedNetwork.AccountSid;
        settings["Twilio__AuthToken"] = SimulatedNetwork.AuthToken;
        settings["Twilio__ApiBaseUrl"] = $"{Network.Url}/simulator/twilio";
        settings["Twilio__WithheldFrom"] = "anonymous";
        settings["Recording__Lines__0"] = TestLine.Northants.Id;
        foreach (var line in TestLine.Both)
        {
            var section = $"Lines__{line.Id}__";
            settings[section + "Name"] = line.Name;
            settings[section + "Area"] = line.Name;
            settings[section + "Greeting"] = $"Hello. You have reached the helpline for {line.Name}.";
            settings[section + "Phone__0"] = line.Phone;
            settings[section + "Sms__0"] = line.Sms;
        }

        foreach (var (name, value) in more ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            settings[name] = value;
        }
    }
}
