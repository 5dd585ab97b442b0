using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Codec;

/// <summary>
/// PDUs that were given back by <see cref="Pdu.Release"/>, for <see cref="PduReader"/> to decode into again. Each session has one of its own, so that nothing
/// of one peer's can show in another's. One thread at a time decodes with it; any may release.
/// </summary>
public sealed class PduPool
{
    /// <summary>PDUs of one kind that wait at the most, about those of two socket reads; more are left to the garbage collector.</summary>
    internal const int MostOfKind = 1_024;

    private readonly Dictionary<CommandId, PduShelf> _shelves = [];

    /// <summary>Takes a PDU, or makes one; null when the command is unknown.</summary>
    internal Pdu? Take(CommandId id)
    {
        if (!_shelves.TryGetValue(id, out var shelf))
        {
            if (PduFactory.Create(id) is null)
            {
                return null;
            }

            shelf = new PduShelf();
            _shelves.Add(id, shelf);
        }

        var pdu = shelf.Take() ?? PduFactory.Create(id)!;
        pdu.TakenFrom(shelf);
        return pdu;
    }
}
