namespace OrleansSms.Smpp.Pdus;

/// <summary>The outcome in a PDU's header: command_status (SMPP 3.4 §5.1.3, SMPP 5.0 §4.7.6). Zero in every request.</summary>
/// <param name="Value">The number on the wire; carriers use 0x400 to 0x4FF for codes of their own.</param>
public readonly partial record struct CommandStatus(uint Value)
{
    /// <summary>Whether this is ESME_ROK.</summary>
    public bool IsOk => Value == 0;

    /// <summary>The name of the specification with the number, such as <c>ESME_RTHROTTLED (0x00000058)</c>; <c>vendor</c> or <c>unknown</c> without a name.</summary>
    public override string ToString() => $"{CommandStatusNames.Of(Value)} (0x{Value:X8})";
}
