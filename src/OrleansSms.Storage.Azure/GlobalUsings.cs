global using OrleansSms.Domain.Ids;
global using OrleansSms.Domain.Messages;
