namespace OrleansSms.Load.Polling;

/// <summary>Somebody who waits for a descriptor.</summary>
internal interface IPolled
{
    /// <summary>It can be read, written, or has failed. Called on the loop's thread; it must not wait.</summary>
    void Ready();
}
