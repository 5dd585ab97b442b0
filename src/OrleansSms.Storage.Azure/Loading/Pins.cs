using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Azure.State;

namespace OrleansSms.Storage.Azure.Loading;

/// <summary>Messages that do not leave memory until this is disposed of.</summary>
internal sealed class Pins(StoreState state) : IDisposable
{
    private readonly List<HeldMessage> _held = [];

    /// <summary>Pins a message; false when it is not in memory. Under the state's lock.</summary>
    public bool TryAdd(MessageId id)
    {
        if (!state.Messages.TryGetValue(id, out var held))
        {
            return false;
        }

        held.Pins++;
        _held.Add(held);
        return true;
    }

    public void Dispose()
    {
        lock (state.Gate)
        {
            _held.ForEach(static held => held.Pins--);
        }
    }
}
