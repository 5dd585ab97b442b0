namespace OrleansSms.Smpp.Text;

/// <summary>
/// Which of a message's segments one is, from a user data header or the sar_ TLVs.</summary>
/// <param name="Mode">Where it was found; references of different kinds are never the same message.
/// </param>
/// <param name="Reference">
/// The sender's reference of the message, 8 or 16 bits.</param>
/// <param name="Total">Segments in the message, 1 to 255.
/// </param>
/// <param name="Sequence">This segment, 1 to <paramref name="Total"/>.</param>
public readonly record struct ConcatenationInfo(ConcatenationMode Mode, ushort Reference, byte Total, byte Sequence)
{
    /// <summary>
    /// Builds it from the sar_ TLVs; null when a number is out of range, since such a segment must be taken as a message of its
    /// own.
    /// </summary>
    /// <param name="reference">
    /// sar_msg_ref_num.</param>
    /// <param name="total">sar_total_segments.
    /// </param>
    /// <param name="sequence">sar_segment_seqnum.</param>
    public static ConcatenationInfo? FromSar(ushort reference, byte total, byte sequence) =>
        Checked(ConcatenationMode.Sar, reference, total, sequence);

    // Out of range numbers are to be ignored (3GPP TS 23.040 §9.2.3.24.1).
    internal static ConcatenationInfo? Checked(ConcatenationMode mode, ushort reference, byte total, byte sequence) =>
        total == 0 || sequence == 0 || sequence > total ? null : new ConcatenationInfo(mode, reference, total, sequence);
}

/// <summary>
/// Application port addressing (3GPP TS 23.040 §9.2.3.24.3 and .4).</summary>
/// <param name="Destination">The port at the recipient, 8 or 16 bits.
/// </param>
/// <param name="Source">The port at the sender, 8 or 16 bits.</param>
public readonly record struct PortAddress(ushort Destination, ushort Source);

/// <summary>
/// What a user data header says, of the elements that matter to text (3GPP TS 23.040 §9.2.3.24).</summary>
/// <param name="Length">Octets of the header, its length octet included.
/// </param>
/// <param name="Concatenation">
/// The segment's place in a longer message.</param>
/// <param name="Port">Port addressing; a message with it is meant for an application.
/// </param>
/// <param name="Shift">The national language tables of the text.</param>
public readonly record struct UserDataHeader(int Length, ConcatenationInfo? Concatenation, PortAddress? Port, NationalShift Shift)
{
    internal const byte Concatenation8 = 0x00;
    internal const byte Port8 = 0x04;
    internal const byte Port16 = 0x05;
    internal const byte Concatenation16 = 0x08;
    internal const byte SingleShift = 0x24;
    internal const byte LockingShift = 0x25;

    /// <summary>
    /// Reads the header at the start of the user data. Elements that are cut short or have a wrong length are skipped; nothing
    /// throws.
    /// </summary>
    /// <param name="userData">
    /// The user data of a segment whose UDHI bit is set.</param>
    /// <param name="header">The header.
    /// </param>
    /// <returns>False when there is no whole header, so that all of the octets must be taken as content.</returns>
    public static bool TryRead(ReadOnlySpan<byte> userData, out UserDataHeader header)
    {
        header = default;
        if (userData.IsEmpty || userData[0] >= userData.Length)
        {
            return false;
        }

        header = new UserDataHeader(userData[0] + 1, null, null, default);
        var elements = userData[1..header.Length];
        while (elements.Length >= 2 && elements[1] + 2 <= elements.Length)
        {
            header = header.With(elements[0], elements.Slice(2, elements[1]));
            elements = elements[(elements[1] + 2)..];
        }

        return true;
    }

    // The last of several elements of a kind counts (3GPP TS 23.040 §9.2.3.24).
    private UserDataHeader With(byte element, ReadOnlySpan<byte> data) => (element, data.Length) switch
    {
        (Concatenation8, 3) => this with { Concatenation = ConcatenationInfo.Checked(ConcatenationMode.Udh8, data[0], data[1], data[2]) },
        (Concatenation16, 4) => this with { Concatenation = ConcatenationInfo.Checked(ConcatenationMode.Udh16, Wide(data), data[2], data[3]) },
        (Port8, 2) => this with { Port = new PortAddress(data[0], data[1]) },
        (Port16, 4) => this with { Port = new PortAddress(Wide(data), Wide(data[2..])) },
        (SingleShift, 1) => this with { Shift = Shift with { SingleShift = (NationalLanguage)data[0] } },
        (LockingShift, 1) => this with { Shift = Shift with { LockingShift = (NationalLanguage)data[0] } },
        _ => this,
    };

    private static ushort Wide(ReadOnlySpan<byte> data) => (ushort)((data[0] << 8) | data[1]);
}
