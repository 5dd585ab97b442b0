namespace OrleansSms.Load.Auditing.Clusters;

/// <summary>What is done to a cluster under load.</summary>
internal enum Fault
{
    /// <summary>A silo is killed, and started again after a while.</summary>
    Kill,

    /// <summary>A silo stands still for a while and goes on, or is started again if it has ended: the others have gone on without it.</summary>
    Stop,

    /// <summary>Two silos do not reach each other for a while; the third, the storage and the carrier reach both.</summary>
    Partition,

    /// <summary>The storage account answers nothing for a while, and then does what it was asked.</summary>
    Storage,

    /// <summary>Every silo is stopped and started again, one after the other.</summary>
    Rolling,
}
