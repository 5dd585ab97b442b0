namespace OrleansSms.Smpp.Pdus;

/// <summary>One destination that submit_multi did not reach (SMPP 3.4 §4.5.2.1).</summary>
/// <param name="Address">Which one.</param>
/// <param name="Status">Why: error_status_code.</param>
public readonly record struct UnsuccessfulDestination(SmppAddress Address, CommandStatus Status);
