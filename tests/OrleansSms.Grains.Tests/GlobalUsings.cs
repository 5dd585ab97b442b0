global using OrleansSms.Domain.Ids;
global using OrleansSms.Domain.Messages;
global using EventId = OrleansSms.Domain.Ids.EventId;
