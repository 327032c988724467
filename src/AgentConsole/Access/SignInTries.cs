using System.Net;
using System.Net.Sockets;

namespace Helpline.AgentConsole.Access;

/// <summary>
/// Counts failed sign-ins by remote address, a minute at a time. A try takes its place before the password is looked at, so that many at once
/// are counted too; a good one gives it back, so that a whole shift may sign in from one office.
/// </summary>
internal sealed class SignInTries(TimeProvider time)
{
    public const int FailuresPerMinute = 20;

    private readonly Lock gate = new();
    private readonly Dictionary<IPAddress, int> failures = [];
    private long windowStart = time.GetTimestamp();

    public bool TryEnter(IPAddress? address)
    {
        lock (gate)
        {
            if (time.GetElapsedTime(windowStart) >= TimeSpan.FromMinutes(1))
            {
                failures.Clear();
                windowStart = time.GetTimestamp();
            }

            var place = Place(address);
            var count = failures.GetValueOrDefault(place);
            if (count >= FailuresPerMinute)
            {
                return false;
            }

            failures[place] = count + 1;
            return true;
        }
    }

    public void Succeeded(IPAddress? address)
    {
        lock (gate)
        {
            var place = Place(address);
            if (failures.TryGetValue(place, out var count) && count > 0)
            {
                failures[place] = count - 1;
            }
        }
    }

    /// <summary>One household of IPv6 has a /64; one address of it is not one person.</summary>
    private static IPAddress Place(IPAddress? address)
    {
        if (address is null || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address ?? IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
