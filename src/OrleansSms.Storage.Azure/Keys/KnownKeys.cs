using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace OrleansSms.Storage.Azure.Keys;

/// <summary>
/// Which keys a table has, as far as an owner knows: spares a request for those that it has not. Until it has read what earlier owners wrote, and when
/// there are too many, every key may be there.
/// </summary>
internal sealed class KnownKeys(int most)
{
    private readonly HashSet<ulong> _hashes = [];
    private bool _isComplete;

    /// <summary>Whether the table may have a key.</summary>
    public bool MayHave(string key)
    {
        lock (_hashes)
        {
            return !_isComplete || _hashes.Contains(Hash(key));
        }
    }

    public void Add(string key) => TryAdd(key);

    /// <summary>Adds a key; false when there are too many.</summary>
    public bool TryAdd(string key)
    {
        lock (_hashes)
        {
            if (_hashes.Count >= most)
            {
                _isComplete = false;
                return false;
            }

            _hashes.Add(Hash(key));
            return true;
        }
    }

    /// <summary>All that was in the table before this owner has been added.</summary>
    public void Complete()
    {
        lock (_hashes)
        {
            _isComplete = _hashes.Count < most;
        }
    }

    private static ulong Hash(string key) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key.AsSpan()));
}
