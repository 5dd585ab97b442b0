namespace OrleansSms.Load;

/// <summary>Numbers of a fixed width.</summary>
internal static class Digits
{
    /// <summary>Fills the whole place, with zeros in front.</summary>
    public static void Write(Span<byte> place, long value)
    {
        var rest = (ulong)value;
        for (var i = place.Length - 1; i >= 0; i--)
        {
            place[i] = (byte)('0' + (rest % 10));
            rest /= 10;
        }
    }
}
