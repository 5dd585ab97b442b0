namespace OrleansSms.Storage.Sqlite.Recent;

/// <summary>
/// A message's timeline as octets, newest piece first. A piece is a part of the octets that its journal row was made of, so that nothing is copied
/// until the message is put into its row.
/// </summary>
internal sealed class History(History? before, byte[] octets, int offset, int length)
{
    public History? Before => before;

    public ReadOnlySpan<byte> Octets => octets.AsSpan(offset, length);

    /// <summary>Does <paramref name="each"/> for every piece, oldest first.</summary>
    public static void ForEach<TState>(History? newest, TState state, Action<TState, History> each)
    {
        if (newest is null)
        {
            return;
        }

        // Pieces are few, but a message that is tried again and again has one for each try.
        var pieces = new Stack<History>();
        for (var piece = newest; piece is not null; piece = piece.Before)
        {
            pieces.Push(piece);
        }

        foreach (var piece in pieces)
        {
            each(state, piece);
        }
    }
}
