using System.Net;

namespace OrleansSms.Smpp.Session;

/// <summary>Counts the connections of each IP address that have not bound yet, so that nobody holds many open without a login.</summary>
internal sealed class UnboundSessions(int limit)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _counts = [];

    public bool TryEnter(IPAddress address)
    {
        lock (_gate)
        {
            var count = _counts.GetValueOrDefault(address);
            if (count >= limit)
            {
                return false;
            }

            _counts[address] = count + 1;
            return true;
        }
    }

    public void Leave(IPAddress address)
    {
        lock (_gate)
        {
            if (_counts[address] == 1)
            {
                _counts.Remove(address);
            }
            else
            {
                _counts[address]--;
            }
        }
    }
}
