using Helpline.Contracts;
using Helpline.Records.Accounts;
using Helpline.Records.Calls;
using Helpline.Records.Contacts;
using Helpline.Records.Danger;
using Helpline.Records.History;
using Helpline.Records.Keys;
using Helpline.Records.Lines;
using Helpline.Records.Messages;
using Helpline.Records.OwnPhones;
using Helpline.Records.SafeContact;
using Helpline.Records.SignInKeys;
using Helpline.Records.Storage;
using Helpline.Records.Waiting;
using Helpline.Records.WrapUp;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Helpline.Records;

/// <summary>The door of the room.</summary>
public static class RecordsServices
{
    public const int MinPasswordLength = 10;

    /// <summary>
    /// Adds the records: storage, encryption, accounts with Identity's managers (no cookies), the data-protection key ring, the service lines and the history.
    /// Reads <c>ConnectionStrings:Postgres</c> and <c>Keys:Directory</c>. Call <see cref="IRecordsSetup.MigrateAsync"/> before serving.
    /// </summary>
    public static IServiceCollection AddRecords(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<KeysOptions>(configuration.GetSection("Keys"));
        services.AddStorage(configuration).AddAccounts().AddSignInKeys();

        services.TryAddSingleton<KeyRing>();
        services.TryAddSingleton<KeyOpening>();
        services.TryAddSingleton<ContactKeys>();
        services.TryAddSingleton<AddressIndex>();
        services.TryAddSingleton<ContactOpening>();
        services.TryAddSingleton<ReturningPeople>();
        services.TryAddSingleton<AccessAudit>();
        services.TryAddSingleton<IIntake, Intake>();
        services.TryAddSingleton<IContactFile, ContactFile>();
        services.TryAddSingleton<ICallLegs, CallLegs>();
        services.TryAddSingleton<CallParties>();
        services.TryAddSingleton<ICallFile, CallFiles>();
        services.AddOptions<RecordingOptions>().Bind(configuration.GetSection(RecordingOptions.Section));
        services.TryAddSingleton<CallRecordingSounds>();
        services.TryAddSingleton<ICallRecordings, CallRecordings>();
        services.TryAddSingleton<IOpenContacts, OpenContacts>();
        services.TryAddSingleton<OutboxQueue>();
        services.TryAddSingleton<OutboxClaims>();
        services.TryAddSingleton<IOutbox, Outbox>();
        services.TryAddSingleton<IOutcomes, OutcomeFile>();
        services.AddSafeContact(configuration);
        services.AddDanger();
        services.TryAddSingleton<LateMessages>();
        services.TryAddSingleton<IContactEventSink, ContactEventSink>();
        services.TryAddSingleton<IEventHistory, EventHistory>();
        services.AddWaiting();
        services.TryAddSingleton<IOwnPhones, OwnPhoneFile>();
        services.TryAddSingleton<LineSeeding>();
        services.TryAddSingleton<IServiceLines, ServiceLines>();
        services.AddHostedService<LineRefresher>();
        return services;
    }

    private static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(provider => DataSource(configuration, provider.GetRequiredService<ILoggerFactory>()));
        services.AddPooledDbContextFactory<RecordsContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            .EnableSensitiveDataLogging(false));
        services.TryAddScoped(provider => provider.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContext());
        services.TryAddSingleton<RecordsDatabase>();
        services.TryAddSingleton(new DatabaseClock());
        services.TryAddSingleton<Migrator>();
        services.TryAddSingleton<IRecordsSetup, RecordsSetup>();
        return services;
    }

    private static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        // The sign-in manager asks for the schemes; which there are is the console's to say, and a node without a console has none.
        services.AddAuthenticationCore();
        services
            .AddIdentityCore<HelplineUser>(options =>
            {
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

                // Length is what makes a password strong; composition rules make people write it down.
                options.Password = new PasswordOptions
                {
                    RequiredLength = MinPasswordLength,
                    RequiredUniqueChars = 1,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                };
                options.Lockout = new LockoutOptions { AllowedForNewUsers = true, MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5) };
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<RecordsContext>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.TryAddSingleton<AccountWriting>();
        services.TryAddSingleton<IAgentDirectory, AgentDirectory>();
        return services;
    }

    private static void AddSignInKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Helpline");
        services.TryAddSingleton<SignInKeyRepository>();
        services.TryAddSingleton<MasterKeyXmlEncryptor>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = provider.GetRequiredService<SignInKeyRepository>();
            options.XmlEncryptor = provider.GetRequiredService<MasterKeyXmlEncryptor>();
        }));
    }

    private static NpgsqlDataSource DataSource(IConfiguration configuration, ILoggerFactory logs)
    {
        var text = configuration.GetConnectionString("Postgres");
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new RecordsSetupException("ConnectionStrings:Postgres is not set. Give the address of the PostgreSQL database, such as Host=db;Database=helpline;Username=helpline;Password=…");
        }

        try
        {
            // Never in a message: the values of a row that broke a rule, or of a parameter.
            var builder = new NpgsqlDataSourceBuilder(text).UseLoggerFactory(logs).EnableParameterLogging(false);
            builder.ConnectionStringBuilder.IncludeErrorDetail = false;
            return builder.Build();
        }
        catch (ArgumentException e)
        {
            throw new RecordsSetupException("ConnectionStrings:Postgres cannot be read. It looks like Host=db;Database=helpline;Username=helpline;Password=…", e);
        }
    }
}
