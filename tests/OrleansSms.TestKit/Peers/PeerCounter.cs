using System.Globalization;

namespace OrleansSms.TestKit.Peers;

/// <summary>What the peer counts, and a test can wait for. PDUs that are not listed count under their names, such as cancel_sm.</summary>
public static class PeerCounter
{
    public const string Connections = "connections";
    public const string Closes = "closes";
    public const string BindAttempts = "bindAttempts";
    public const string Binds = "binds";
    public const string Submits = "submits";
    public const string EnquireLinks = "enquire_link";
    public const string Unbinds = "unbind";
    public const string DeliverSmResps = "deliver_sm_resp";
    public const string DataSmResps = "data_sm_resp";

    /// <summary>The deliver_sm_resp that carried this command_status.</summary>
    public static string DeliverSmRespsWith(uint status) => string.Create(CultureInfo.InvariantCulture, $"{DeliverSmResps}:{status}");
}
