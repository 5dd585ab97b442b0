using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OrleansSms.Load.Hooks;

/// <summary>Counts events, and checks the signature of some as Standard Webhooks says.</summary>
internal sealed class HookDesk
{
    /// <summary>One of so many is checked: a customer checks all of them, but on a machine of its own.</summary>
    private const int CheckEvery = 64;

    private readonly HashSet<string> _events = [];
    private byte[] _secret = [];
    private long _received;
    private long _forged;
    private long _lastAt;

    public void Use(string secret) => _secret = Convert.FromBase64String(secret["whsec_".Length..]);

    public void Take(in HookRequest request)
    {
        _lastAt = Clock.Micros;
        _events.Add(Encoding.ASCII.GetString(request.Id));
        if (_received++ % CheckEvery == 0 && !IsGenuine(request))
        {
            _forged++;
        }
    }

    public string Stats() => JsonSerializer.Serialize(new HookStats { Received = _received, Events = _events.Count, Forged = _forged, LastAt = _lastAt });

    private bool IsGenuine(in HookRequest request)
    {
        byte[] signed = [.. request.Id, (byte)'.', .. request.Timestamp, (byte)'.', .. request.Body];
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(_secret, signed));
        return Encoding.ASCII.GetString(request.Signature).Split(' ').Contains(expected);
    }
}
