using OrleansSms.Load.Figures;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>What is offered, what is observed, what is judged.</summary>
internal interface IScenario
{
    /// <summary>What it is measured with; the command line may change it.</summary>
    StageSettings Settings { get; }

    /// <summary>What its figures should reach.</summary>
    IReadOnlyList<Target> Targets { get; }

    /// <summary>Offers, and tells what was seen. The account of lost and doubled messages is closed by who calls.</summary>
    Task<FigureList> ObserveAsync(Stage stage, CancellationToken cancellationToken);
}
