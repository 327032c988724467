using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Helpline.Records.SafeContact;

internal static class SafeContactServices
{
    public static void AddSafeContact(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SafeContactOptions>()
            .Bind(configuration.GetSection(SafeContactOptions.Section))
            .Configure(o => o.UseZone(configuration["Routing:TimeZone"]))
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SafeContactOptions>, SafeContactOptionsValidator>());
        services.TryAddSingleton<SafeContactReading>();
        services.TryAddSingleton<ISafeContact, SafeContactFile>();
        services.TryAddSingleton<ISafeOverrides, SafeOverrideFile>();
    }
}
