namespace OrleansSms.Smpp.Codec;

/// <summary>What <see cref="PduReader"/> found at the start of the buffer.</summary>
public enum ReadStatus
{
    /// <summary>No whole PDU yet; the buffer was not advanced.</summary>
    NeedMore,

    /// <summary>One PDU; the buffer stands behind it.</summary>
    Pdu,

    /// <summary>Something to refuse, see <see cref="PduError"/>; the buffer stands behind it unless the session must close.</summary>
    Error,
}
