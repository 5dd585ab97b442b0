using OrleansSms.Storage.Recipients;

namespace OrleansSms.Storage.Contract.Recipients;

/// <summary>A store that persons can be taken out of.</summary>
public interface IErasableStores : IStores
{
    IErasureStore Erasures { get; }

    IErasureLog ErasureLog { get; }
}
