namespace OrleansSms.Smpp.Session;

/// <summary>Which end of a session this is.</summary>
public enum SessionSide
{
    /// <summary>The end that binds.</summary>
    Esme,

    /// <summary>The end that is bound to.</summary>
    Smsc,
}
